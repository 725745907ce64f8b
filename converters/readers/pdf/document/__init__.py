"""Pages joined to a document: stitched tables, paragraphs, headings, notes, furniture."""
