"""The pieces of Present: playlists, the slide show, PowerPoint."""
