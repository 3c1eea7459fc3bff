/**
 * Do one thing after the other: two updates at once would store over each other.
 * @returns {<T>(task: () => Promise<T>) => Promise<T>} runs a task when all before it have ended, well or not
 */
export function makeSerial() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (task) => {
    const next = last.then(task, task);
    last = next;
    return next;
  };
}
