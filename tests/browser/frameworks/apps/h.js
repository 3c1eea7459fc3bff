// Short hands of all apps that run on React.
import { createElement, useState } from "react";

export const h = createElement;

/** People of a page, as the test has written them into it: [{handle, name, id}]. */
export const people = JSON.parse(document.querySelector("#people").textContent);

/**
 * A control that keeps its own state, like or follow: a second press undoes the first.
 * @param {string} name of the counter
 * @returns {[boolean, () => void]} whether it is on, and what a press does
 */
export function useToggle(name) {
  const [isOn, setOn] = useState(false);
  const press = () => {
    ran(isOn ? `un${name}` : name);
    setOn(!isOn);
  };
  return [isOn, press];
}

/**
 * What a div with a role does with keys: the site's own, on top of the click.
 * @param {() => void} press what the control is for
 * @returns {object} the handlers
 */
export function pressable(press) {
  return {
    role: "button",
    tabIndex: 0,
    onClick: (event) => {
      event.stopPropagation();
      press();
    },
    onKeyDown: (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        press();
      }
    },
  };
}
