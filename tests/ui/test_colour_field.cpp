// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/colour_field.h"

#include "tests/ui/plot_fixture.h"
#include "ui/plots/colour_map.h"
#include "ui/plots/export.h"

#include <QImage>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

/// The linear parts of red, green and blue.
using Light = std::array<double, 3>;

Light lightOf(const QColor& colour)
{
    const auto linear = [](double share) {
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
}

/// CIE lightness L*, from 0 to 100.
double lightness(const QColor& colour)
{
    const auto [r, g, b] = lightOf(colour);
    const double y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

/// As seen without red, green or blue receptors (Machado, Oliveira & Fernandes 2009).
const std::array<std::array<Light, 3>, 3> blindness{{{{{0.152286, 1.052583, -0.204868},
                                                       {0.114503, 0.786281, 0.099216},
                                                       {-0.003882, -0.048116, 1.051998}}},
                                                     {{{0.367322, 0.860646, -0.227968},
                                                       {0.280085, 0.672501, 0.047413},
                                                       {-0.011820, 0.042940, 0.968881}}},
                                                     {{{1.255528, -0.076749, -0.178779},
                                                       {-0.078411, 0.930809, 0.147602},
                                                       {0.004733, 0.691367, 0.303900}}}}};

/// The CIE's a* and b* of some light: what is left without its lightness.
std::array<double, 2> chromaOf(const Light& light)
{
    const auto root = [](double share) {
        return share > 0.008856 ? std::cbrt(share) : 7.787 * share + 16.0 / 116;
    };
    const auto [r, g, b] = light;
    const double x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const double y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const double z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return {500 * (x - y), 200 * (y - z)};
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

/// The commands that draw a PDF's page.
QByteArray pageCommands(const QByteArray& pdf)
{
    QByteArray commands;
    const QByteArray begin("stream\n");
    for (qsizetype at = pdf.indexOf(begin); at >= 0; at = pdf.indexOf(begin, at + 1)) {
        const qsizetype first = at + begin.size();
        const QByteArray packed = pdf.mid(first, pdf.indexOf("endstream", first) - first);
        // Qt expects the length in front; a guess does.
        QByteArray length(4, '\0');
        qToBigEndian(quint32(1'000'000), length.data());
        const QByteArray stream = packed.startsWith('\x78') ? qUncompress(length + packed) : packed;
        if (stream.contains(" Do"))
            commands += stream;
    }
    return commands;
}

} // namespace

class TestColourField : public QObject {
    Q_OBJECT

private slots:
    void colourMapIsEvenToTheEye();
    void divergingMapIsEvenAndBalanced();
    void sidesOfTheMiddleDifferForAnyColourVision();
    void coloursFollowTheLogarithm();
    void valuesAreThoseOfTheCells();
    void everyCellHasItsColourInThePicture();
    void pdfPicturesAreOpaque();
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

void TestColourField::divergingMapIsEvenAndBalanced()
{
    const auto lightnessAt = [](double share) {
        return lightness(mapColour(share, ColourMap::Diverging));
    };
    QVERIFY(lightnessAt(0.5) > 95);
    for (int i = 0; i < 5; ++i) {
        const double from = i / 10.0;
        const double step = lightnessAt(from + 0.1) - lightnessAt(from);
        QVERIFY2(step > 12 && step < 13.6, qPrintable(QString::number(step)));
        QVERIFY(std::abs(lightnessAt(from) - lightnessAt(1 - from)) < 1);
    }
}

void TestColourField::sidesOfTheMiddleDifferForAnyColourVision()
{
    for (const double away : {0.1, 0.2, 0.3, 0.4, 0.5}) {
        const Light low = lightOf(mapColour(0.5 - away, ColourMap::Diverging));
        const Light high = lightOf(mapColour(0.5 + away, ColourMap::Diverging));
        for (const auto& rows : blindness) {
            const auto seen = [&](const Light& light) {
                Light result{};
                for (std::size_t i = 0; i < 3; ++i) {
                    result[i] =
                        std::inner_product(rows[i].begin(), rows[i].end(), light.begin(), 0.0);
                }
                return chromaOf(result);
            };
            const auto [a, b] = seen(low);
            const auto [c, d] = seen(high);
            // Ten are told apart at a glance.
            const double difference = std::hypot(c - a, d - b);
            QVERIFY2(difference > 30, qPrintable(QString::number(difference)));
        }
    }
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

void TestColourField::pdfPicturesAreOpaque()
{
    Figure figure = twoByTwo();
    figure.bands = {{Role::MeanFit, "mean ± sd", {0.0, 1.0}, {-0.5}, {0.5}}}; // half-transparent
    figure.clouds = {cloud(30'000)};
    figure.marks = {{Role::BestExperts, "best", 0.5, 0.0}}; // and so is its label's edge
    ExportOptions pdf;
    pdf.format = ExportFormat::Pdf;
    const QByteArray page = pageCommands(exportFigure(figure, pdf));
    QVERIFY(page.contains("/GState"));
    int pictures = 0;
    for (qsizetype at = page.indexOf(" Do"); at >= 0; at = page.indexOf(" Do", at + 1)) {
        const qsizetype end = page.lastIndexOf(" gs", at);
        const qsizetype state = page.lastIndexOf('/', end);
        QCOMPARE(page.mid(state, end - state), QByteArray("/GSa"));
        ++pictures;
    }
    QCOMPARE(pictures, 3); // field, points, colour scale
}

QTEST_MAIN(TestColourField)
#include "test_colour_field.moc"
