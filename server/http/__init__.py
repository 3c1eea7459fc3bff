"""http: the Flask blueprints, the release middleware, problem answers and web pages; each view parses, calls, answers."""
