"""Statistical methods: arrays in, arrays out, every group at once.  They know no tables."""
