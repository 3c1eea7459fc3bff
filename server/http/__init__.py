"""http: Flask blueprints, the release middleware, problem answers, web pages; each view parses, calls, answers."""
