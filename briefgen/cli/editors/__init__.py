"""Commands that editors work with while they write: preview, lsp, fmt, new, cite, draft, import, confirm."""
