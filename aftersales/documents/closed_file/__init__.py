"""The closed-case file 结案卷: every paper of a case, its history and its attachments bound into one PDF."""
