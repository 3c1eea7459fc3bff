/** What may be entered as the address of a server. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { readServerAddress } from "../../../extension/pages/server_address.js";

const TAKEN = [
  ["https://jaga.example.go.id", "https://jaga.example.go.id"],
  ["https://jaga.example.go.id/", "https://jaga.example.go.id"],
  ["  https://jaga.example.go.id:8443/ ", "https://jaga.example.go.id:8443"],
  ["HTTPS://Jaga.Example.go.id:443", "https://jaga.example.go.id"],
  ["jaga.example.go.id", "https://jaga.example.go.id"],
  ["http://127.0.0.1:8000", "http://127.0.0.1:8000"],
  ["http://127.1.2.3", "http://127.1.2.3"],
  ["http://localhost:8000/", "http://localhost:8000"],
  ["http://[::1]:8000", "http://[::1]:8000"],
];

const REFUSED = [
  ["nothing", ""],
  ["a word with a space", "jaga example"],
  ["http to elsewhere", "http://jaga.example.go.id"],
  ["http to a name that only begins like this computer", "http://localhost.example.go.id"],
  ["http to a number that only begins like this computer", "http://127.0.0.1.example.go.id"],
  ["a person in it", "https://budi@jaga.example.go.id"],
  ["a password in it", "https://budi:rahasia@jaga.example.go.id"],
  ["a path", "https://jaga.example.go.id/daftar"],
  ["a question", "https://jaga.example.go.id/?a=1"],
  ["an empty question", "https://jaga.example.go.id/?"],
  ["a place", "https://jaga.example.go.id/#a"],
  ["a file", "file:///etc/passwd"],
  ["a script", "javascript://jaga.example.go.id/%0aalert(1)"],
  ["another extension", "chrome-extension://abcdef"],
];

describe("taken:", () => {
  for (const [entered, origin] of TAKEN) {
    test(JSON.stringify(entered), () => assert.equal(readServerAddress(entered), origin));
  }
});

describe("refused:", () => {
  for (const [name, entered] of REFUSED) {
    test(name, () => assert.equal(readServerAddress(entered), null));
  }
});
