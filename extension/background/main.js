/** The background of the extension: a service worker in Chromium, an event page in Firefox. */

import { systemClock } from "./clock.js";
import { start } from "./listeners.js";

void start({ browser: chrome, fetch: (...request) => fetch(...request), clock: systemClock });
