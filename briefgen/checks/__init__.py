"""Editorial rules over whole records; rules on sentences beside the words they cite are in evidence/rules/."""
