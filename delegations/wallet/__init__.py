"""The own badge in Apple Wallet and Google Wallet, where the server has the keys for it."""
