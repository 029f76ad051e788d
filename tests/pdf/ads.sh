#!/usr/bin/env bash
# Ready-made ads, good and bad in one way each, placed and judged.
exec "$(dirname "$0")/ads.py"
