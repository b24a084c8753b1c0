"""The rules: each compares a sentence of ours with the words it cites and says what an editor should look at."""
