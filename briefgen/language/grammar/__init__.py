"""Grammar of English sentences, as far as rules need it: words, forms, clauses, groups of verbs. No record, no file but the lexicon."""
