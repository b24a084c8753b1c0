"""Problems as records, what each code means, and their reports."""
