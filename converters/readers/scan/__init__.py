"""Read scans: pictures of pages to characters and rules, which the PDF reader lays out."""
