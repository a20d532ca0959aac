// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/theme.h"

#include "core/segmentation.h"
#include "ui/plots/regions.h"
#include "ui/plots/treads.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <tuple>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

constexpr int roleCount = static_cast<int>(Role::LevelRegion) + 1;

const std::vector<ThemeKind> kinds{ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print};

std::vector<Role> allRoles()
{
    std::vector<Role> roles;
    roles.reserve(roleCount);
    for (int i = 0; i < roleCount; ++i)
        roles.push_back(static_cast<Role>(i));
    return roles;
}

/// The colour by which a role is known: its line's, or its fill's where it has no line.
QColor colourOf(Role role, const Theme& theme)
{
    const RoleStyle style = roleStyle(role, theme);
    return style.pen.style() == Qt::NoPen ? style.fill.color() : style.pen.color();
}

/// Relative luminance as WCAG 2 defines it.
double luminance(const QColor& colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

constexpr QSize pictureSize(100, 60);

/// A figure's area of 80 × 40 layout pixels with the upper left corner at (10, 10); x and y reach
/// from 0 to 1.
Scene pictured(const Figure& figure, const Theme& theme, double pixelRatio)
{
    const Interval unit{0.0, 1.0};
    return {figure,
            theme,
            {AxisScale::Linear, unit, 10.0, 90.0},
            {AxisScale::Linear, unit, 50.0, 10.0},
            {10.0, 10.0, 80.0, 40.0},
            pixelRatio,
            Medium::Pixels};
}

/// What is drawn in the area, on white, in pixels of the device.
template <typename Draw>
QImage drawn(const Scene& scene, Draw draw)
{
    QImage image((QSizeF(pictureSize) * scene.pixelRatio).toSize(),
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(scene.pixelRatio, scene.pixelRatio);
    painter.setClipRect(scene.area);
    draw(painter);
    return image;
}

int largestDifference(const QImage& a, const QImage& b, const QRect& part)
{
    int largest = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x)
            largest = std::max(largest, std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))));
    }
    return largest;
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void everyRoleLooksLikeNoOther();
    void everySegmentationLooksLikeNoOther();
    void rolesKeepTheirColourInEveryTheme();
    void targetIsBlackOnLightAndWhiteOnDark();
    void linesStandOutFromTheBackground();
    void textIsReadable();
    void fontIsNamedAndTrueToItsPoints();
    void projectorIsBiggerAndThicker();
    void manyStarvedRegionsLookLikeOne_data();
    void manyStarvedRegionsLookLikeOne();
    void denseTreadsReachOverTheirHeights_data();
    void denseTreadsReachOverTheirHeights();
};

void TestTheme::everyRoleLooksLikeNoOther()
{
    for (const ThemeKind kind : kinds) {
        const Theme theme = makeTheme(kind);
        std::set<std::tuple<QRgb, QList<qreal>, MarkerKind>> looks;
        for (const Role role : allRoles()) {
            const RoleStyle style = roleStyle(role, theme);
            // Hatching is the dash of a shade.
            QList<qreal> dash =
                style.pen.style() == Qt::NoPen ? QList<qreal>{-1.0} : style.pen.dashPattern();
            if (style.fill.style() == Qt::BDiagPattern)
                dash.append(-2.0);
            const auto look = std::tuple(colourOf(role, theme).rgba(), dash, style.marker);
            QVERIFY2(looks.insert(look).second,
                     qPrintable(QStringLiteral("role %1").arg(static_cast<int>(role))));
        }
    }
}

void TestTheme::everySegmentationLooksLikeNoOther()
{
    const Theme theme = makeTheme(ThemeKind::Print);
    std::set<std::tuple<QRgb, std::vector<double>, int>> looks;
    const std::size_t rows = segmentationTable().size() + 20; // some that are yet to come
    for (std::size_t row = 0; row < rows; ++row) {
        const RoleStyle style = curveStyle({Role::ComparedSegmentation, row, false}, theme);
        const QList<qreal> dashes = style.pen.dashPattern();
        looks.emplace(style.pen.color().rgb(), std::vector<double>(dashes.begin(), dashes.end()),
                      static_cast<int>(style.marker));
    }
    QCOMPARE(looks.size(), rows);
}

void TestTheme::rolesKeepTheirColourInEveryTheme()
{
    const Theme light = makeTheme(ThemeKind::Light);
    const Theme dark = makeTheme(ThemeKind::Dark);
    for (const Role role : {Role::BestConstants, Role::LearnedFit, Role::Approximation,
                            Role::Estimation, Role::Boundaries, Role::Training, Role::Noise})
        QCOMPARE(colourOf(role, light), colourOf(role, dark));
    QCOMPARE(colourOf(Role::Approximation, light), QColor(0x00, 0x72, 0xb2));
    QCOMPARE(colourOf(Role::HighRate, light), colourOf(Role::Approximation, light));
    QCOMPARE(colourOf(Role::EstimationLeadingOrder, light), colourOf(Role::Estimation, light));
}

void TestTheme::targetIsBlackOnLightAndWhiteOnDark()
{
    for (const Role role : {Role::Target, Role::TestError}) {
        QCOMPARE(colourOf(role, makeTheme(ThemeKind::Light)), QColor(Qt::black));
        QCOMPARE(colourOf(role, makeTheme(ThemeKind::Print)), QColor(Qt::black));
        QCOMPARE(colourOf(role, makeTheme(ThemeKind::Dark)), QColor(Qt::white));
    }
}

void TestTheme::linesStandOutFromTheBackground()
{
    // On white, sky blue and orange of the palette reach only 2.2; they are drawn as thick treads
    // and large areas, with a label in text colour beside them.
    const std::set<Role> pale{Role::BestConstants, Role::MeanFit, Role::Estimation,
                              Role::EstimationLeadingOrder};
    for (const ThemeKind kind : kinds) {
        const Theme theme = makeTheme(kind);
        for (const Role role : allRoles()) {
            const bool mayBePale = kind != ThemeKind::Dark && pale.contains(role);
            const double least = mayBePale ? 2.2 : 3.0;
            const double found = contrast(colourOf(role, theme), theme.background);
            QVERIFY2(found >= least, qPrintable(QStringLiteral("role %1, theme %2: %3")
                                                    .arg(static_cast<int>(role))
                                                    .arg(static_cast<int>(kind))
                                                    .arg(found)));
        }
    }
}

void TestTheme::textIsReadable()
{
    for (const ThemeKind kind : kinds) {
        const Theme theme = makeTheme(kind);
        QVERIFY(contrast(theme.foreground, theme.background) >= 7.0);
        QVERIFY(contrast(theme.grid, theme.background) < 1.5);
    }
}

void TestTheme::fontIsNamedAndTrueToItsPoints()
{
    const Theme theme = makeTheme(ThemeKind::Print, 7.5);
    QCOMPARE(theme.font.pointSizeF(), 7.5);
    QCOMPARE(theme.font.families(), QStringList({"Noto Sans", "DejaVu Sans"}));
}

void TestTheme::projectorIsBiggerAndThicker()
{
    const Theme plain = makeTheme(ThemeKind::Dark);
    const Theme projector = forProjector(plain, 1.6);
    QVERIFY(projector.font.pointSizeF() >= 14.0);
    QVERIFY(projector.lineWidth >= 1.5 * plain.lineWidth);
    QVERIFY(projector.markerSize > plain.markerSize);
    QCOMPARE(projector.background, plain.background);
}

void TestTheme::manyStarvedRegionsLookLikeOne_data()
{
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 1.5, 2.0})
        QTest::addRow("%g", ratio) << ratio;
}

void TestTheme::manyStarvedRegionsLookLikeOne()
{
    QFETCH(double, ratio);
    // From 20 to 50 and 66 to 68 layout pixels; the second is too narrow to be hatched.
    Figure figure;
    figure.shades = {{Role::StarvedRegion, "no sample", {0.125, 0.5}},
                     {Role::StarvedRegion, "no sample", {0.7, 0.725}}};
    const Theme theme = makeTheme(ThemeKind::Light);
    const Scene scene = pictured(figure, theme, ratio);
    const QImage plain = drawn(scene, [](QPainter&) {});
    const QImage all = drawn(scene, [&](QPainter& painter) { drawShades(painter, scene); });
    const QImage alone = drawn(scene, [&](QPainter& painter) {
        drawShade(painter, scene, {Role::StarvedRegion}, {20, 10, 30, 40});
        drawShade(painter, scene, {Role::StarvedRegion}, {66, 10, 2, 40});
    });
    const auto part = [ratio](double left, double right) {
        return QRect(QPoint(qCeil(left * ratio), qCeil(11 * ratio)),
                     QPoint(qFloor(right * ratio) - 1, qFloor(49 * ratio) - 1));
    };
    // But for the ends of the diagonals, and roundings.
    QVERIFY(largestDifference(all, alone, part(22, 48)) <= 2);
    QVERIFY(largestDifference(all, alone, part(66, 68)) <= 2);
    QVERIFY(largestDifference(all, plain, part(22, 48)) > 30);
    QCOMPARE(largestDifference(all, plain, part(11, 19)), 0);
    QCOMPARE(largestDifference(all, plain, part(51, 65)), 0);
    QCOMPARE(largestDifference(all, plain, part(69, 89)), 0);
}

void TestTheme::denseTreadsReachOverTheirHeights_data()
{
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 1.5, 2.0})
        QTest::addRow("%g", ratio) << ratio;
}

void TestTheme::denseTreadsReachOverTheirHeights()
{
    QFETCH(double, ratio);
    // Four treads in each pixel, from a quarter to three quarters of the height: layout pixels 40
    // to 20, and a pen around them that is 2.2 wide. None in the last quarter.
    const int regions = qRound(4 * 80 * ratio);
    Figure figure;
    Curve curve{Role::LearnedFit, "learned fit", CurveShape::Treads, {0.0}, {}};
    for (int i = 0; i < regions; ++i) {
        const bool isGap = 4 * i >= 3 * regions;
        curve.x.push_back((i + 1.0) / regions);
        curve.y.push_back(isGap ? std::numeric_limits<double>::quiet_NaN()
                                : (i % 2 == 0 ? 0.25 : 0.75));
    }
    const Theme theme = makeTheme(ThemeKind::Light);
    const Scene scene = pictured(figure, theme, ratio);
    const QImage image = drawn(
        scene, [&](QPainter& painter) { drawTreads(painter, scene, curve, QPen(Qt::black, 2.2)); });
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const double middleX = (x + 0.5) / ratio;
            const double middleY = (y + 0.5) / ratio;
            const bool isInside = middleX > 10 && middleX < 70 && middleY > 18.9 && middleY < 41.1;
            // The stroke lets through what is below it: 0.6 of black over white.
            QVERIFY(std::abs(qGray(image.pixel(x, y)) - (isInside ? 102 : 255)) <= 1);
        }
    }
}

QTEST_MAIN(TestTheme)
#include "test_theme.moc"
