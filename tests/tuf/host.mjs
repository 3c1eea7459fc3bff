/**
 * Runs many commands in one process: a line [args, daysLater] on stdin, a line with the problem or null on stdout.
 * The clock is moved for one command; nothing else is kept from one to the next.
 */

import { createInterface } from "node:readline";

import { run } from "./commands.mjs";

const now = Date.now.bind(Date);

for await (const line of createInterface({ input: process.stdin })) {
  const [args, daysLater] = JSON.parse(line);
  Date.now = () => now() + daysLater * 86_400_000;
  process.stdout.write(`${JSON.stringify(await run(args))}\n`);
}
