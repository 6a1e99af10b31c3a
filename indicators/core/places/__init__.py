"""A place in its parts: which wards or councils it is made of, where they lie, and each figure that is held by part."""
