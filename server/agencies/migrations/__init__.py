"""migrations: how the tables came to be what they are, one step per file.

The rule is expand, then contract. A step only adds: tables, columns that may be empty or have a default, indexes,
triggers. The version before goes on reading and writing while and after it runs. What nobody reads any more is
taken away in a step of a later version, once no server of the version before runs. A test holds every step to this.
"""
