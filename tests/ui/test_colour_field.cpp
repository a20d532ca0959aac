// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/colour_field.h"
#include "ui/plots/colour_map.h"
#include "ui/plots/export.h"

#include <QImage>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

/// CIE lightness L*, from 0 to 100.
double lightness(const QColor& colour)
{
    const auto linear = [](double share) {
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    const double y = 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
                     0.0722 * linear(colour.blueF());
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

Figure twoByTwo()
{
    ColourField field;
    field.colours.label = "error";
    field.x = {0, 1, 3};
    field.y = {0, 2, 3};
    field.values = {1, 10, 100, std::numeric_limits<double>::quiet_NaN()};
    field.colours.scale = AxisScale::Logarithmic;
    field.colours.range = {1, 100};
    field.pickable = true;
    Figure figure;
    figure.x = {"x", AxisScale::Linear, {0, 3}, true};
    figure.y = {"y", AxisScale::Linear, {0, 3}, true};
    figure.fields.push_back(field);
    return figure;
}

} // namespace

class TestColourField : public QObject {
    Q_OBJECT

private slots:
    void colourMapIsEvenToTheEye();
    void coloursFollowTheLogarithm();
    void valuesAreThoseOfTheCells();
    void everyCellHasItsColourInThePicture();
};

void TestColourField::colourMapIsEvenToTheEye()
{
    std::vector<double> steps;
    for (int i = 0; i < 10; ++i) {
        steps.push_back(lightness(mapColour((i + 1) / 10.0)) - lightness(mapColour(i / 10.0)));
    }
    const auto [least, most] = std::minmax_element(steps.begin(), steps.end());
    QVERIFY2(*least > 5 && *most < 11, qPrintable(QString("%1 to %2").arg(*least).arg(*most)));
    QCOMPARE(mapColour(-1), mapColour(0));
    QCOMPARE(mapColour(2), mapColour(1));
}

void TestColourField::coloursFollowTheLogarithm()
{
    const ColourField field = twoByTwo().fields.front();
    QCOMPARE(scaleColour(field.colours, 1), mapColour(0));
    QCOMPARE(scaleColour(field.colours, 10), mapColour(0.5));
    QCOMPARE(scaleColour(field.colours, 100), mapColour(1));
    QCOMPARE(scaleColour(field.colours, 1e5), mapColour(1));
    QCOMPARE(scaleColour(field.colours, 0), mapColour(0)); // below all that the scale shows
    QVERIFY(!scaleColour(field.colours, std::numeric_limits<double>::quiet_NaN()).isValid());
}

void TestColourField::valuesAreThoseOfTheCells()
{
    const ColourField field = twoByTwo().fields.front();
    QCOMPARE(fieldValue(field, 0.5, 0.5), std::optional(1.0));
    QCOMPARE(fieldValue(field, 2.9, 1.9), std::optional(10.0));
    QCOMPARE(fieldValue(field, 0.0, 3.0), std::optional(100.0));
    QVERIFY(!fieldValue(field, 2.0, 2.5)); // not known
    QVERIFY(!fieldValue(field, -0.1, 0.5));
    QVERIFY(!fieldValue(field, 0.5, 3.1));
}

void TestColourField::everyCellHasItsColourInThePicture()
{
    ExportOptions options;
    options.pixels = QSize(600, 400);
    options.dpi = 96;
    const QImage picture = QImage::fromData(exportFigure(twoByTwo(), options));
    QCOMPARE(picture.size(), QSize(600, 400));
    const auto share = [&](const QColor& colour) {
        double count = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                count += picture.pixelColor(x, y) == colour ? 1 : 0;
            }
        }
        return count;
    };
    // Cells of 1 × 2, 2 × 2 and 1 × 1 units; the fourth is empty.
    const double unit = share(mapColour(1));
    QVERIFY(unit > 5000);
    QVERIFY(std::abs(share(mapColour(0)) / unit - 2) < 0.1);
    QVERIFY(std::abs(share(mapColour(0.5)) / unit - 4) < 0.1);
}

QTEST_MAIN(TestColourField)
#include "test_colour_field.moc"
