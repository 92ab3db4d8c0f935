#!/bin/sh
# Draw page 1 of both sample drafts, an inner page of one, and page 1 of it as a reading copy. usage: make.sh DRAFTER
set -eu
drafter=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export FONTCONFIG_FILE="$here/fonts.conf"
draw() { # PROFILE LAYOUT PICTURE [PAGE]
    "$drafter" new --workspace "$work" --profile "$1" --layout "$2" --no-input --guidance none --output "$work/$3.docx" >/dev/null
    soffice -env:UserInstallation="file://$work/profile" --headless --convert-to pdf --outdir "$work" "$work/$3.docx" >/dev/null
    pdftoppm -r 80 -gray -f "${4:-1}" -l "${4:-1}" -singlefile -png "$work/$3.pdf" "$here/$3"
}
draw accountability-meeting gbt9704 accountability-meeting
draw accountability-meeting gbt9704 inner-page 3
draw group-talk gbt9704 group-talk
draw accountability-meeting lectern lectern
