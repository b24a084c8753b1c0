"""Records and a pack become the briefing; parts/ has a module for each section: chronology, officials, open issues and so on."""
