// The text box of Facebook and Threads: a Lexical editor, which takes keys and input with listeners of its own.
import { registerPlainText } from "@lexical/plain-text";
import { $getRoot, COMMAND_PRIORITY_HIGH, createEditor, KEY_ENTER_COMMAND } from "lexical";
import { h } from "./h.js";
import { useEffect, useRef } from "react";

/**
 * @param {object} props label: what the box says; send: called with the text by Enter (null: Enter begins a line); attributes: of the box
 * @returns {unknown} the box
 */
export function Editor({ send, attributes }) {
  const box = useRef(null);
  useEffect(() => {
    const editor = createEditor({ namespace: "box", onError: (error) => { throw error; } });
    editor.setRootElement(box.current);
    registerPlainText(editor);
    globalThis.readBox = () => editor.getEditorState().read(() => $getRoot().getTextContent());
    editor.registerCommand(KEY_ENTER_COMMAND, (event) => {
      if (!send) {
        return false;
      }
      event.preventDefault();
      send();
      return true;
    }, COMMAND_PRIORITY_HIGH);
  }, []);
  return h("div", { ref: box, contentEditable: true, role: "textbox", tabIndex: 0, ...attributes });
}
