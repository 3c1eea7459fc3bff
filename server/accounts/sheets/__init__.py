"""sheets: accounts as rows of a spreadsheet, out and in again; says what the list would become, writes nothing."""
