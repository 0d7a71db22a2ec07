"""What tools/check_includes, tools/check_style and tools/check_docs are made of. Every check is a function root -> list of Violation."""
