"""ops: settings, logging and what an operator needs; knows nothing of accounts or warnings."""
