/**
 * The client's encodings, asked from Python: one question a line on stdin, one answer a line on stdout, both JSON.
 * An answer of null says that the module refused.
 */

import { createInterface } from "node:readline";

import { readEcdsaSignature, readHex, readPem, writeHex } from "../../extension/background/tuf/bytes.js";
import { encodeCanonical } from "../../extension/background/tuf/canonical_json.js";
import { isMatch } from "../../extension/background/tuf/glob.js";

const bytes = (found) => found && writeHex(found);

const ANSWERS = {
  canonical: (json) => encodeCanonical(JSON.parse(json)),
  ecdsa: ([der, width]) => bytes(readEcdsaSignature(readHex(der), width)),
  pem: (text) => bytes(readPem(text)),
  match: ([pattern, name]) => isMatch(pattern, name),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [question, value] = JSON.parse(line);
  let answer = null;
  try {
    answer = ANSWERS[question](value);
  } catch (error) {
    if (error.name !== "Problem") {
      throw error;
    }
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
