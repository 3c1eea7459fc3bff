/**
 * Let the events that wait have their turn, then go on: a long piece of work is done in steps. A message to oneself, because
 * browsers slow timers down in the background.
 * @returns {Promise<void>} settled in a task of its own
 */
export function pause() {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(null);
  });
}
