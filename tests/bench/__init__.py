"""What the extension costs a page, measured in Chromium beside the same page without it: ``make bench``."""
