// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/choice.h"
#include "core/input_error.h"
#include "core/number_text.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>

using namespace tradeoff;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
const double notANumber = std::nan("");

Option sampleOption()
{
    return {
        .kind = "sample",
        .label = "Sample",
        .formula = "",
        .parameters = {{.name = "width",
                        .label = "Width",
                        .fallback = 0.5,
                        .range = {0, 10},
                        .fields = {},
                        .slider = {0, 1}},
                       {.name = "levels",
                        .label = "Levels",
                        .fallback = std::vector<double>{1, 2},
                        .range = {-5, 5},
                        .fields = {},
                        .slider = {}},
                       {.name = "terms",
                        .label = "Terms",
                        .fallback = std::vector<Record>{{1, 2}},
                        .range = {},
                        .fields = {{"height", "Height", 1, {0, 3}}, {"place", "Place", 0, {-1, 9}}},
                        .slider = {}},
                       {.name = "expression",
                        .label = "Formula",
                        .fallback = std::string("x"),
                        .range = {},
                        .fields = {},
                        .slider = {}}}};
}

Option entryOption()
{
    return {.kind = "entry",
            .label = "Entry",
            .formula = "",
            .parameters = {{.name = "size",
                            .label = "Size",
                            .fallback = 1.0,
                            .range = {0, 2},
                            .fields = {},
                            .slider = {}}}};
}

std::vector<const Option*> entryOptions()
{
    static const Option entry = entryOption();
    return {&entry};
}

/// An option with the types that several dimensions bring.
Option spaceOption()
{
    const Parameter blank{
        .name = "", .label = "", .fallback = 0.0, .range = {0, 9}, .fields = {}, .slider = {}};
    Parameter word = blank;
    word.name = "word";
    word.fallback = std::string("one");
    word.words = {"one", "two"};
    Parameter square = blank;
    square.name = "square";
    square.fallback = std::vector<Record>{{1, 2}, {2, 3}};
    square.extent = Extent::PerCoordinatePair;
    Parameter points = square;
    points.name = "points";
    points.extent = Extent::PerCoordinateInEvery;
    Parameter place = blank;
    place.name = "place";
    place.fallback = std::vector<double>{4, 5};
    place.extent = Extent::PerCoordinate;
    Parameter entries = blank;
    entries.name = "entries";
    entries.fallback = std::vector<Choice>{defaultChoice(entryOption())};
    entries.entries = entryOptions;
    entries.extent = Extent::PerCoordinate;
    return {.kind = "space",
            .label = "Space",
            .formula = "",
            .parameters = {word, square, points, place, entries}};
}

QString refusalOf(const std::string& name, const ParameterValue& value)
{
    Choice choice = defaultChoice(spaceOption());
    choice.values.insert_or_assign(name, value);
    try {
        checkChoice(spaceOption(), choice, "/a");
    } catch (const InputError& error) {
        return QString::fromStdString(error.line());
    }
    return {};
}

Choice with(const std::string& name, const ParameterValue& value)
{
    Choice choice = defaultChoice(sampleOption());
    choice.values.insert_or_assign(name, value);
    return choice;
}

} // namespace

class TestChoice : public QObject {
    Q_OBJECT

private slots:
    void defaultChoiceHasEveryParameter()
    {
        const Choice choice = defaultChoice(sampleOption());
        QCOMPARE(choice.kind, std::string("sample"));
        QCOMPARE(choice.values.size(), std::size_t{4});
        QCOMPARE(choice.number("width"), 0.5);
        QCOMPARE(choice.numbers("levels").size(), std::size_t{2});
        QCOMPARE(choice.records("terms").at(0), (Record{1, 2}));
        QCOMPARE(choice.text("expression"), std::string("x"));
        checkChoice(sampleOption(), choice, "/sample");
    }

    void accessorsRefuseOtherNamesAndTypes()
    {
        const Choice choice = defaultChoice(sampleOption());
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(choice.number("height")), std::logic_error);
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(choice.number("levels")), std::logic_error);
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(choice.numbers("width")), std::logic_error);
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(choice.records("levels")), std::logic_error);
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(choice.text("width")), std::logic_error);
    }

    void refusalsNameThePlace_data()
    {
        QTest::addColumn<std::function<Choice()>>("make");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("message");
        const auto add = [](const char* name, const std::function<Choice()>& make,
                            const char* place, const char* message) {
            QTest::newRow(name) << make << QString(place) << QString::fromUtf8(message);
        };
        add(
            "too small", [] { return with("width", -0.5); }, "/a/width",
            "must be a number from 0 to 10, not -0.5");
        add(
            "too large", [] { return with("width", 10.5); }, "/a/width",
            "must be a number from 0 to 10, not 10.5");
        add(
            "NaN", [] { return with("width", notANumber); }, "/a/width",
            "must be a number from 0 to 10, not NaN");
        add(
            "infinite", [] { return with("width", infinity); }, "/a/width",
            "must be a number from 0 to 10, not infinity");
        add(
            "wrong type", [] { return with("width", std::string("1")); }, "/a/width",
            "must be a number from 0 to 10");
        add(
            "entry of a list",
            [] {
                return with("levels", std::vector<double>{0, 0, 6});
            },
            "/a/levels/2", "must be a number from -5 to 5, not 6");
        add(
            "number for a list", [] { return with("levels", 1.0); }, "/a/levels",
            "must be a list whose entries are each a number from -5 to 5");
        add(
            "entry of a record",
            [] {
                return with("terms", std::vector<Record>{{1, 1}, {4, 1}});
            },
            "/a/terms/1/height", "must be a number from 0 to 3, not 4");
        add(
            "short record", [] { return with("terms", std::vector<Record>{{1}}); }, "/a/terms/0",
            "must have exactly height, place");
        add(
            "list for records", [] { return with("terms", std::vector<double>{1}); }, "/a/terms",
            "must be a list whose entries each have height, place");
        add(
            "number for a formula", [] { return with("expression", 1.0); }, "/a/expression",
            "must be a formula");
        add(
            "unknown", [] { return with("height", 1.0); }, "/a/height",
            "unknown parameter: sample takes width, levels, terms, expression");
        add(
            "missing",
            [] {
                Choice choice = defaultChoice(sampleOption());
                choice.values.erase("width");
                return choice;
            },
            "/a/width", "missing: must be a number from 0 to 10");
        add(
            "other kind", [] { return Choice{.kind = "other", .values = {}}; }, "/a/kind",
            "must be sample, not other");
    }

    void refusalsNameThePlace()
    {
        QFETCH(std::function<Choice()>, make);
        QFETCH(QString, place);
        QFETCH(QString, message);
        try {
            checkChoice(sampleOption(), make(), "/a");
        } catch (const InputError& error) {
            QCOMPARE(QString::fromStdString(error.place()), place);
            QCOMPARE(QString::fromUtf8(error.what()), message);
            return;
        }
        QFAIL("accepted");
    }

    void typesOfSeveralDimensionsAreKnown()
    {
        const Option option = spaceOption();
        const std::vector<ParameterType> types{
            ParameterType::Word, ParameterType::NumberTable, ParameterType::NumberTable,
            ParameterType::NumberList, ParameterType::ChoiceList};
        for (std::size_t i = 0; i < types.size(); ++i) {
            QVERIFY(option.parameters[i].type() == types[i]);
        }
        checkChoice(option, defaultChoice(option), "/a");
        QCOMPARE(defaultChoice(option).choices("entries").front().number("size"), 1.0);
    }

    void refusalsInsideTablesAndListsNameThePlace()
    {
        QCOMPARE(refusalOf("word", std::string("three")),
                 QString("/a/word: must be one of \"one\", \"two\", not \"three\""));
        QCOMPARE(refusalOf("square", std::vector<Record>{{1, 2}, {2, 10}}),
                 QString("/a/square/1/1: must be a number from 0 to 9, not 10"));
        QCOMPARE(refusalOf("points", 1.0), QString("/a/points: must be a list of lists of numbers, "
                                                   "each a number from 0 to 9"));
        Choice wrong = defaultChoice(entryOption());
        wrong.values["size"] = 3.0;
        const std::vector<Choice> second{defaultChoice(entryOption()), wrong};
        QCOMPARE(refusalOf("entries", second),
                 QString("/a/entries/1/size: must be a number from 0 to 2, not 3"));
        wrong.kind = "nothing";
        QCOMPARE(refusalOf("entries", std::vector<Choice>{wrong}),
                 QString("/a/entries/0/kind: unknown kind \"nothing\": must be one of entry"));
    }

    void listsAndTablesFollowTheDimensions()
    {
        const Option option = spaceOption();
        const Choice plane = defaultChoice(option);
        QVERIFY(inDimensions(option, plane, 2) == plane);
        const Choice space = inDimensions(option, plane, 3);
        QCOMPARE(space.numbers("place"), (std::vector<double>{4, 5, 5}));
        QVERIFY(space.records("square") == (std::vector<Record>{{1, 2, 0}, {2, 3, 0}, {0, 0, 3}}));
        QVERIFY(space.records("points") == (std::vector<Record>{{1, 2, 2}, {2, 3, 3}}));
        QCOMPARE(space.choices("entries").size(), std::size_t{1}); // one for all
        QVERIFY(inDimensions(option, space, 2) == plane);
    }

    void endsOfARangeAreAccepted()
    {
        checkChoice(sampleOption(), with("width", 0.0), "/a");
        checkChoice(sampleOption(), with("width", 10.0), "/a");
        checkChoice(sampleOption(), with("levels", std::vector<double>{}), "/a");
    }

    void rangesReadWell()
    {
        QCOMPARE(describeRange({1, 100000}), std::string("a number from 1 to 100000"));
        QCOMPARE(describeRange({0, infinity}), std::string("a number not below 0"));
        QCOMPARE(describeRange({-infinity, 2}), std::string("a number not above 2"));
        QCOMPARE(describeRange({-infinity, infinity}), std::string("a finite number"));
    }

    void numbersReadWell_data()
    {
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "0";
        QTest::newRow("whole") << 100000.0 << "100000";
        QTest::newRow("million") << -1e6 << "-1000000";
        QTest::newRow("millionth") << 1e-6 << "1e-6";
        QTest::newRow("huge") << -1e9 << "-1e9";
        QTest::newRow("hundred") << 1e100 << "1e100";
        QTest::newRow("greatest") << std::numeric_limits<double>::max() << "1.7976931348623157e308";
        QTest::newRow("fraction") << 0.3123 << "0.3123";
        QTest::newRow("third") << 1.0 / 3 << "0.3333333333333333";
        QTest::newRow("small") << 2.5e-12 << "2.5e-12";
        QTest::newRow("infinity") << -infinity << "-infinity";
        QTest::newRow("NaN") << notANumber << "NaN";
    }

    void numbersReadWell()
    {
        QFETCH(double, number);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(numberText(number)), text);
        if (std::isfinite(number))
            QCOMPARE(text.toDouble(), number);
    }
};

QTEST_APPLESS_MAIN(TestChoice)
#include "test_choice.moc"
