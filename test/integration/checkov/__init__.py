"""Checkov loads checks of folders that are packages."""
