"""What a chart says, drawn: Plotly figures, small lines and marks."""
