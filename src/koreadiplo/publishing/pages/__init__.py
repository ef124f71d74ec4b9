"""The builders of page views: from the shelf to what a template sees."""
