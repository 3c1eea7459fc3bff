// React 18 and 19: the listeners of a page stand on its root.
import { createRoot } from "react-dom/client";

/**
 * Start an app.
 * @param {unknown} app the React element
 */
export function mount(app) {
  createRoot(document.querySelector("#root")).render(app);
}
