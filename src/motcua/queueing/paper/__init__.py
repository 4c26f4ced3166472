"""The ticket on paper: what it says, how it is drawn, the bytes a printer takes."""
