// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/pdf_file.h"

#include <QByteArrayView>

namespace tradeoff::ui {

namespace {

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Overwrites the digits that follow each place where a key stands, up to a closing character.
void zeroDigitsAfter(QByteArray& pdf, QByteArrayView key, char end)
{
    for (qsizetype at = pdf.indexOf(key); at >= 0; at = pdf.indexOf(key, at + 1)) {
        for (qsizetype i = at + key.size(); i < pdf.size() && pdf[i] != end; ++i) {
            if (isHexDigit(pdf[i]))
                pdf[i] = '0';
        }
    }
}

/// A date that every reader accepts, in place of the digits at each key.
void fixDate(QByteArray& pdf, QByteArrayView key, QByteArrayView date)
{
    for (qsizetype at = pdf.indexOf(key); at >= 0; at = pdf.indexOf(key, at + 1)) {
        for (qsizetype i = 0; i < date.size() && at + key.size() + i < pdf.size(); ++i)
            pdf[at + key.size() + i] = date[i];
    }
}

} // namespace

QByteArray withoutTimeAndChance(QByteArray pdf)
{
    fixDate(pdf, "/CreationDate (D:", "20000101000000");
    fixDate(pdf, "<xmp:CreateDate>", "2000-01-01T00:00:00");
    fixDate(pdf, "<xmp:ModifyDate>", "2000-01-01T00:00:00");
    fixDate(pdf, "<xmp:MetadataDate>", "2000-01-01T00:00:00");
    zeroDigitsAfter(pdf, "uuid:", '<');
    zeroDigitsAfter(pdf, "/ID [ <", ']');
    return pdf;
}

} // namespace tradeoff::ui
