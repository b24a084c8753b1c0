"""Problems as records, and their reports."""
