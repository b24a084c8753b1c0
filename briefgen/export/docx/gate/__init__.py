"""What Word would refuse or set wrongly, found in the finished file."""
