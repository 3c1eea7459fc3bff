"""warnings: rules and wording as data (Indonesian, English), and choosing and filling them for one account."""
