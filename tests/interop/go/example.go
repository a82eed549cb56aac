package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"nsatu-data/interop/internal/bundle"
)

// example validates a motive, follows it to its actor, and verifies the words that it points at.
func example(records, schemas, id, textFile string) (string, error) {
	motive, err := readRecord[bundle.Motive](records, schemas, id)
	if err != nil {
		return "", err
	}
	actor, err := readRecord[bundle.Actor](records, schemas, string(motive.Actor))
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(textFile)
	if err != nil {
		return "", err
	}

	// Pointers count code points; indices of a string in Go count bytes.
	characters := []rune(string(text))
	pointer := motive.Evidence[0]
	words := string(characters[min(pointer.Start, len(characters)):min(pointer.End, len(characters))])
	if fmt.Sprintf("%x", sha256.Sum256([]byte(words))) != string(pointer.Sha256) {
		return "", fmt.Errorf("%s: the text has other words at %d", id, pointer.Start)
	}
	return fmt.Sprintf("%s: %s\n%s: %s\nsentence %d: %s",
		motive.ID, motive.Statement, actor.ID, actor.Label, pointer.Sentence, words), nil
}

func readRecord[T any](records, schemas, id string) (record T, err error) {
	schema, err := jsonschema.NewCompiler().Compile(path.Join(schemas, path.Dir(id)+".schema.json"))
	if err != nil {
		return record, err
	}
	data, err := os.ReadFile(path.Join(records, id+".yaml"))
	if err != nil {
		return record, err
	}
	var document any
	if err := yaml.Unmarshal(data, &document); err != nil {
		return record, err
	}
	if err := schema.Validate(document); err != nil {
		return record, err
	}
	err = yaml.Unmarshal(data, &record)
	return record, err
}
