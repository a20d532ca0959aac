// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture_size.h"

#include "app/arguments.h"

#include <QRegularExpression>

namespace tradeoff::app {
namespace {

constexpr double leastMillimetres = 10;
constexpr double mostMillimetres = 2000;
constexpr int leastPixels = 16;
constexpr int mostPixels = 20000;
constexpr double lowestDpi = 10;
constexpr double highestDpi = 2400;
constexpr double mostMegapixels = 100; // 400 MB of memory

[[noreturn]] void refuseSize(const QString& text)
{
    throw UsageError(QStringLiteral("--size: must be like 85x60mm (each from %1 to %2) or "
                                    "1920x1080px (each from %3 to %4), not \"%5\"")
                         .arg(leastMillimetres)
                         .arg(mostMillimetres)
                         .arg(leastPixels)
                         .arg(mostPixels)
                         .arg(text));
}

bool isBetween(double value, double low, double high)
{
    return low <= value && value <= high;
}

} // namespace

PictureSize parsePictureSize(const QString& text)
{
    static const QRegularExpression form(QStringLiteral(
        R"(\A([0-9]{1,6}(?:\.[0-9]{1,6})?)x([0-9]{1,6}(?:\.[0-9]{1,6})?)(mm|px)\z)"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch()) {
        refuseSize(text);
    }
    const double width = match.captured(1).toDouble();
    const double height = match.captured(2).toDouble();
    if (match.captured(3) == QLatin1String("mm")) {
        if (!isBetween(width, leastMillimetres, mostMillimetres) ||
            !isBetween(height, leastMillimetres, mostMillimetres)) {
            refuseSize(text);
        }
        return {.millimetres = {width, height}, .pixels = {}};
    }
    const QSize pixels(match.captured(1).toInt(), match.captured(2).toInt()); // 0 for "8.5"
    if (!isBetween(pixels.width(), leastPixels, mostPixels) ||
        !isBetween(pixels.height(), leastPixels, mostPixels)) {
        refuseSize(text);
    }
    return {.millimetres = {}, .pixels = pixels};
}

double parseDpi(const QString& text)
{
    bool isNumber = false;
    const double dpi = text.toDouble(&isNumber);
    if (!isNumber || !isBetween(dpi, lowestDpi, highestDpi)) {
        throw UsageError(QStringLiteral("--dpi: must be a number from %1 to %2, not \"%3\"")
                             .arg(lowestDpi)
                             .arg(highestDpi)
                             .arg(text));
    }
    return dpi;
}

void checkPictureSize(const PictureSize& size, double dpi)
{
    constexpr double millimetresPerInch = 25.4;
    const double dotsPerMillimetre = dpi / millimetresPerInch;
    const QSizeF pixels =
        size.pixels.isEmpty() ? size.millimetres * dotsPerMillimetre : QSizeF(size.pixels);
    const double megapixels = pixels.width() * pixels.height() / 1e6;
    if (megapixels > mostMegapixels) {
        throw UsageError(QStringLiteral("--size: the picture would have %1 million pixels at %2 "
                                        "dpi; at most %3 are made")
                             .arg(qRound(megapixels))
                             .arg(dpi)
                             .arg(mostMegapixels));
    }
}

} // namespace tradeoff::app
