"""Pages driven by what the sites really run: React, react-native-web, Lit, Lexical; for the browser tests only."""
