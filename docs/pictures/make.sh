#!/bin/sh
# Draw page 1 of both sample drafts. usage: make.sh DRAFTER
set -eu
drafter=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export FONTCONFIG_FILE="$here/fonts.conf"
for name in accountability-meeting group-talk; do
    "$drafter" new --workspace "$work" --profile "$name" --no-input --guidance none --output "$work/$name.docx" >/dev/null
    soffice -env:UserInstallation="file://$work/profile" --headless --convert-to pdf --outdir "$work" "$work/$name.docx" >/dev/null
    pdftoppm -r 80 -gray -f 1 -l 1 -singlefile -png "$work/$name.pdf" "$here/$name"
done
