// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/theme.h"

#include "core/segmentation.h"

#include <QTest>

#include <algorithm>
#include <cmath>
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
    const Theme projector = forProjector(plain);
    QVERIFY(projector.font.pointSizeF() >= 14.0);
    QVERIFY(projector.lineWidth >= 1.5 * plain.lineWidth);
    QVERIFY(projector.markerSize > plain.markerSize);
    QCOMPARE(projector.background, plain.background);
}

QTEST_MAIN(TestTheme)
#include "test_theme.moc"
