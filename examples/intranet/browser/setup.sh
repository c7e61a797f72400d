#!/usr/bin/env bash
# Fetches what these tests need where it's missing: Chromium, pdftotext and fonts from
# the system's packages, axe-core from npm into a folder beside this file.
set -euo pipefail
cd "$(dirname "$0")"
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
command -v npm >/dev/null || missing+=(npm)
command -v fc-list >/dev/null || missing+=(fontconfig)
test -n "$(fc-list "DejaVu Sans" 2>/dev/null)" || missing+=(fonts-dejavu-core)
test -n "$(fc-list :charset=1f642 2>/dev/null)" || missing+=(fonts-noto-color-emoji)
if test ${#missing[@]} -gt 0; then
	apt-get update -q
	DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}"
fi
npm install --no-save --no-audit --no-fund --prefix . axe-core@4.14.1
