// The HTTP server of bench/run on net/http, one processor.
//
// Listens on a free loopback port, prints "ready PORT", and ends when its standard input does, so
// that it never outlives the bench.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"time"
)

const (
	hello = "Hello, World!"
	sleep = 10 * time.Millisecond
)

// What /json answers with.
type message struct {
	Message string `json:"message"`
}

func main() {
	// The bench pins the process to one core, which the runtime sees by itself: said anew for other
	// ways to start it.
	runtime.GOMAXPROCS(1)
	go endWithStandardInput()
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func endWithStandardInput() {
	// Whatever ended the input, the bench is gone.
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}

// The backlog is the system's greatest: net offers no other.
func serve() error {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	routes := http.NewServeMux()
	routes.HandleFunc("GET /plaintext", answerHello)
	routes.HandleFunc("GET /sleep", answerLate)
	routes.HandleFunc("GET /json", answerJSON)
	routes.HandleFunc("POST /echo", answerEcho)
	fmt.Println("ready", listener.Addr().(*net.TCPAddr).Port)
	return http.Serve(listener, routes)
}

func answerHello(response http.ResponseWriter, _ *http.Request) {
	response.Header().Set("Content-Type", "text/plain")
	_, _ = io.WriteString(response, hello)
}

func answerLate(response http.ResponseWriter, request *http.Request) {
	time.Sleep(sleep)
	answerHello(response, request)
}

func answerJSON(response http.ResponseWriter, _ *http.Request) {
	body, err := json.Marshal(message{hello})
	if err != nil {
		http.Error(response, err.Error(), http.StatusInternalServerError)
		return
	}
	response.Header().Set("Content-Type", "application/json")
	_, _ = response.Write(body)
}

func answerEcho(response http.ResponseWriter, request *http.Request) {
	// Else the server would drop what is unread of the body when the response begins.
	if err := http.NewResponseController(response).EnableFullDuplex(); err != nil {
		http.Error(response, err.Error(), http.StatusInternalServerError)
		return
	}
	response.Header().Set("Content-Type", "application/octet-stream")
	if request.ContentLength >= 0 {
		response.Header().Set("Content-Length", strconv.FormatInt(request.ContentLength, 10))
	}
	_, _ = io.Copy(response, request.Body)
}
