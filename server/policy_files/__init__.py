"""policy_files: an agency's policy as the files that administrators roll out; pure, values in, bytes out."""
