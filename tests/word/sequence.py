"""The order that the schema asks of what Word reads: LibreOffice forgives what Word refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from drafter.word.package import unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

# The schema's sequences (ECMA-376-1, annex A), as far as Word writes them.
ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "numPr": "ilvl numId",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
    "settings": (
        "writeProtection view zoom removePersonalInformation defaultTabStop evenAndOddHeaders "
        "drawingGridHorizontalSpacing characterSpacingControl hdrShapeDefaults footnotePr endnotePr compat rsids "
        "mathPr themeFontLang clrSchemeMapping shapeDefaults decimalSymbol listSeparator"
    ),
    "compat": "spaceForUL ulTrailSpace doNotExpandShiftReturn useFELayout compatSetting",
    "styles": "docDefaults latentStyles style",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
}


def misplaced(data: bytes) -> Iterator[tuple[str, str]]:
    """Each part and element of a written .docx whose children don't follow the schema's sequence."""
    for name, part in unpack(data).items():
        for element in etree.fromstring(part).iter() if name.startswith("word/") else ():
            order = ORDER.get(etree.QName(element).localname, "").split()
            if order:
                places = [order.index(etree.QName(child).localname) for child in element]
                if places != sorted(places):
                    yield name, str(element.tag)
