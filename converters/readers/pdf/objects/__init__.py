"""What the file draws on a page, as arrays: characters, fonts, rulings, pictures, links, tags."""
