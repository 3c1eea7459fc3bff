// React 17: the first whose listeners stand on the root and not on the document.
import { render } from "react-dom";

/**
 * Start an app.
 * @param {unknown} app the React element
 */
export function mount(app) {
  render(app, document.querySelector("#root"));
}
