"""Law, calendars and regions as dated data with their sources, and what reads them."""
