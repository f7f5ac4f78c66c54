"""Keys that work while another program has the focus, where the system lets a program have them."""
